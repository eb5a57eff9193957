import { cities, desks, type Locale } from './locale';

/** German, in Germany. Numbers are from the blocks that the Bundesnetzagentur keeps free for films. */
export const de: Locale = {
  code: 'de',
  countryCode: 'DE',
  timeZone: 'Europe/Berlin',
  country: 'Deutschland',
  cities: cities(
    ...['Berlin|10###|3023125###', 'Frankfurt am Main|60###|6990009###', 'Hamburg|20###|4066969###'],
    ...['Köln|50###|2214710###', 'München|80###|8999998###'],
  ),
  regions: [
    'Bayern',
    'Hessen',
    'Sachsen',
    'Thüringen',
    'Brandenburg',
    'Saarland',
    'Niedersachsen',
    'Rheinland-Pfalz',
    'Schleswig-Holstein',
    'Nordrhein-Westfalen',
  ],
  streets: [
    ...['Hauptstraße', 'Bahnhofstraße', 'Gartenstraße', 'Schulstraße', 'Dorfstraße', 'Bergstraße', 'Lindenallee'],
    ...['Kirchgasse', 'Industriestraße', 'Am Markt', 'Goethestraße', 'Mühlenweg', 'Rathausplatz', 'Hafenstraße'],
  ],
  address: '{street} {number}',
  callingCode: '49',
  mobile: '17139200##',
  desks: desks(
    ...['Empfang=empfang', 'IT-Servicedesk=servicedesk', 'Helpdesk=helpdesk', 'Kundendienst=kundendienst'],
    ...['Buchhaltung=buchhaltung', 'Lager=lager', 'Einkauf=einkauf', 'Verkauf=verkauf', 'Planung=planung'],
    ...['Technischer Dienst=technik', 'Personalabteilung=personal', 'Zentrale=zentrale', 'Hausmeisterei=hausmeisterei'],
    ...['Störungsannahme=stoerung', 'Geschäftsführung=geschaeftsfuehrung', 'Qualität und Sicherheit=qualitaet'],
  ),
  duties: [
    ...['Einkauf', 'Verkauf', 'Systemverwaltung', 'Buchhaltung', 'Gebäudetechnik', 'Geschäftsführung', 'Planung'],
    ...['Logistik', 'Qualität', 'Marketing', 'Personal', 'Filialleitung', 'Hausmeister'],
  ],
  branch: 'Niederlassung {city}',
  trades: [
    ...['Installationen', 'Bäckereien', 'Transporte', 'Bau', 'Steuerberatung', 'Malerei', 'Gartenbau', 'Immobilien'],
    ...['Pflege', 'Großhandel', 'Druckerei', 'Möbel', 'Metallbau', 'Beratung', 'Rechtsanwälte', 'Apotheke'],
    ...['Elektrotechnik', 'Maschinenbau', 'Logistik', 'Gastronomie', 'Systeme', 'Zahntechnik', 'Dachdecker', 'Mode'],
    ...['Umzüge', 'Fahrräder', 'Sicherheit', 'Reinigung', 'Verlag'],
  ],
  legalForms: ['GmbH', 'GmbH', 'GmbH', 'GmbH & Co. KG', 'AG', 'OHG'],
  sentences: [
    ...['Bitte vor dem Besuch anrufen.', 'Der Lieferant meldet sich am Donnerstag mit einem Angebot.'],
    ...['Der Vertrag wurde um ein Jahr verlängert.', 'Die Störung ist behoben, ein neuer Schlüssel ist bestellt.'],
    ...['Möchte künftig alle Rechnungen per E-Mail.', 'Lieferungen sind vor zehn Uhr vereinbart.'],
    ...['Die Ansprechperson ist bis Ende nächsten Monats im Urlaub.', 'Der neue Arbeitsplatz ist bereit.'],
    ...['Parkplätze gibt es hinter dem Gebäude.', 'Die Lieferzeit beträgt zwei bis drei Werktage.'],
  ],
  titles: [
    ...['Angebot neue Arbeitsplätze', 'Netzwerkstörung', 'Büroumzug', 'Jährliche Wartung', 'Frage zur Rechnung'],
    ...['Kennenlernen', 'Vertragsverlängerung', 'Verspätete Lieferung', 'Zugang zum Gebäude', 'Neue Drucker'],
  ],
  tags: ['dringend', 'geschäftlich', 'Vertrag', 'neu', 'Wartung', 'Innendienst', 'Lager', 'Angebot', 'Rückgabe'],
};
