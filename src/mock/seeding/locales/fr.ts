import { cities, desks, type Locale } from './locale';

/** French, in France. Numbers are from the blocks that ARCEP keeps free for works of fiction. */
export const fr: Locale = {
  code: 'fr',
  countryCode: 'FR',
  timeZone: 'Europe/Paris',
  country: 'France',
  cities: cities(
    ...['Paris|750##|19900####', 'Rennes|350##|26191####', 'Nantes|440##|26191####', 'Lille|590##|35301####'],
    ...['Strasbourg|670##|35301####', 'Dijon|210##|35301####', 'Lyon|690##|46571####', 'Marseille|130##|46571####'],
    ...['Nice|060##|46571####', 'Bordeaux|330##|53649####', 'Toulouse|310##|53649####', 'Limoges|870##|53649####'],
  ),
  regions: [
    'Bretagne',
    'Normandie',
    'Occitanie',
    'Grand Est',
    'Hauts-de-France',
    'Pays de la Loire',
    'Centre-Val de Loire',
    'Île-de-France',
    'Nouvelle-Aquitaine',
  ],
  streets: [
    ...['Rue de la République', 'Avenue de la Gare', 'Rue Victor-Hugo', 'Place du Marché', 'Rue des Écoles'],
    ...['Boulevard Voltaire', 'Rue du Moulin', "Rue de l'Église", 'Quai des Tanneurs', 'Allée des Tilleuls'],
    ...['Rue Pasteur', 'Chemin des Vignes', 'Avenue Jean-Jaurès', 'Impasse du Château'],
  ],
  address: '{number} {street}',
  callingCode: '33',
  mobile: '63998####',
  desks: desks(
    ...['Accueil=accueil', 'Support informatique=support', "Centre d'assistance=assistance", 'Service client=client'],
    ...['Comptabilité=comptabilite', 'Entrepôt=entrepot', 'Achats=achats', 'Ventes=ventes', 'Planification=planning'],
    ...['Service technique=technique', 'Ressources humaines=rh', 'Standard=standard', 'Secrétariat=secretariat'],
    ...['Expéditions=expeditions', 'Qualité et sécurité=qualite', 'Services généraux=services'],
  ),
  duties: [
    ...['achats', 'ventes', 'informatique', 'comptabilité', 'logistique', 'direction', 'planification', 'qualité'],
    ...['marketing', 'ressources humaines', 'chef de site', 'gardien'],
  ],
  branch: 'Agence de {city}',
  trades: [
    ...[
      'Plomberie',
      'Boulangeries',
      'Transports',
      'Construction',
      'Comptabilité',
      'Peinture',
      'Paysages',
      'Immobilier',
    ],
    ...['Soins', 'Distribution', 'Imprimerie', 'Intérieurs', 'Métallurgie', 'Conseil', 'Avocats', 'Pharmacie'],
    ...['Électricité', 'Machines', 'Logistique', 'Restauration', 'Systèmes', 'Dentaire', 'Toitures', 'Mode'],
    ...['Déménagements', 'Jardins', 'Cycles', 'Crèches', 'Sécurité', 'Propreté', 'Éditions'],
  ],
  legalForms: ['SARL', 'SARL', 'SAS', 'SAS', 'SA', 'EURL'],
  sentences: [
    ...['Merci de téléphoner avant toute visite.', 'Le fournisseur enverra son devis jeudi.'],
    ...['Le contrat est prolongé d’un an.', 'La panne est réparée et une nouvelle clé est commandée.'],
    ...['Souhaite recevoir toutes les factures par courriel.', 'Les livraisons sont convenues avant dix heures.'],
    ...['La personne est absente jusqu’à la fin du mois prochain.', 'Le nouveau poste de travail est prêt.'],
    ...['Le parking se trouve derrière le bâtiment.', 'Le délai est de deux à trois jours ouvrés.'],
  ],
  titles: [
    ...[
      'Devis postes de travail',
      'Panne de réseau',
      'Déménagement du bureau',
      'Entretien annuel',
      'Question de facture',
    ],
    ...['Premier rendez-vous', 'Renouvellement du contrat', 'Livraison en retard', "Accès à l'immeuble", 'Imprimantes'],
  ],
  tags: ['urgent', 'professionnel', 'contrat', 'nouveau', 'entretien', 'bureau', 'stock', 'offre', 'retour'],
};
