import { cities, desks, type Locale } from './locale';

/** English, in the United Kingdom. Numbers are from the blocks that Ofcom keeps free for drama. */
export const en: Locale = {
  code: 'en',
  countryCode: 'GB',
  timeZone: 'Europe/London',
  country: 'United Kingdom',
  cities: cities(
    ...['London|EC1# #@@|2079460###', 'Leeds|LS# #@@|1134960###', 'Sheffield|S1# #@@|1144960###'],
    ...['Nottingham|NG# #@@|1154960###', 'Leicester|LE# #@@|1164960###', 'Bristol|BS# #@@|1174960###'],
    ...['Reading|RG# #@@|1184960###', 'Birmingham|B# #@@|1214960###', 'Edinburgh|EH# #@@|1314960###'],
    ...['Glasgow|G# #@@|1414960###', 'Liverpool|L# #@@|1514960###', 'Manchester|M# #@@|1614960###'],
    ...['Newcastle upon Tyne|NE# #@@|1914980###', 'Cardiff|CF# #@@|2920180###', 'Belfast|BT# #@@|2896496###'],
  ),
  regions: [
    'Kent',
    'Essex',
    'Surrey',
    'Devon',
    'Cornwall',
    'Norfolk',
    'Suffolk',
    'Lancashire',
    'Cheshire',
    'Cumbria',
    'Dorset',
    'Somerset',
  ],
  streets: [
    ...['High Street', 'Station Road', 'Church Lane', 'Mill Lane', 'Victoria Road', 'Park Avenue', 'Queen Street'],
    ...['King Street', 'London Road', 'Market Square', 'The Green', 'Bridge Street', 'Canal Wharf', 'Albert Road'],
  ],
  address: '{number} {street}',
  callingCode: '44',
  mobile: '7700900###',
  desks: desks(
    ...['Reception=reception', 'IT service desk=servicedesk', 'Help desk=helpdesk', 'Customer service=service'],
    ...['Accounts=accounts', 'Warehouse=warehouse', 'Purchasing=purchasing', 'Sales=sales', 'Facilities=facilities'],
    ...['Maintenance=maintenance', 'Human resources=hr', 'Accounts payable=payables', 'Front office=frontoffice'],
    ...['Dispatch=dispatch', 'Quality and safety=quality', 'System administration=sysadmin', 'Enquiries=enquiries'],
  ),
  duties: [
    ...['purchasing', 'sales', 'systems', 'accounts', 'facilities', 'managing director', 'planning', 'logistics'],
    ...['quality', 'marketing', 'human resources', 'site manager', 'caretaker'],
  ],
  branch: '{city} branch',
  trades: [
    ...['Plumbing', 'Bakeries', 'Transport', 'Construction', 'Accountants', 'Decorators', 'Landscapes', 'Estates'],
    ...['Care', 'Wholesale', 'Printing', 'Interiors', 'Metals', 'Consulting', 'Solicitors', 'Pharmacy', 'Electrical'],
    ...['Machinery', 'Logistics', 'Catering', 'Systems', 'Dental', 'Roofing', 'Fashion', 'Removals', 'Gardens'],
    ...['Cycles', 'Nurseries', 'Security', 'Cleaning', 'Publishing', 'Property'],
  ],
  legalForms: ['Ltd', 'Ltd', 'Ltd', 'LLP', 'PLC', 'Group'],
  sentences: [
    ...['Has been checked and is in order.', 'More details will follow.', 'Was changed last week.'],
    ...['Please have a look at it before Thursday.', 'Is used every day.', 'This is only a short summary.'],
    ...['Nothing has changed since the last version.', 'Will be replaced by the end of the year.'],
    ...['Works as expected.', 'Was suggested by several people.', 'Is still being discussed.'],
  ],
  titles: [
    ...['First draft', 'Weekly review', 'Open question', 'Final version', 'New arrival', 'Short notice', 'Next steps'],
    ...['Second attempt', 'Small improvement', 'Good news'],
  ],
  tags: ['urgent', 'new', 'popular', 'featured', 'small', 'large', 'public', 'internal', 'seasonal', 'bespoke'],
};
