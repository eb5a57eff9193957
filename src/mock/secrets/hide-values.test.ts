import { createHide } from './hide-values';

test.each<[string[], string, string]>([
  [['s3cret-value'], 'The secret s3cret-value is wrong.', 'The secret *** is wrong.'],
  [['s3cret-value'], 's3cret-values3cret-value', '******'],
  [['p&ss w/rd'], 'a=p%26ss+w%2Frd&b=p%26ss%20w%2Frd', 'a=***&b=***'],
  [['quo"te\\d'], '{"a":"quo\\"te\\\\d"}', '{"a":"***"}'],
  [['12345678', '12345678-longer'], '12345678-longer 12345678', '*** ***'],
  [['seven77'], 'seven77', 'seven77'],
  [[''], 'text', 'text'],
  [['$&$&$&$&'], 'a $&$&$&$& b', 'a *** b'],
])('without %j, %s is %s', (values, text, shown) => expect(createHide(values)(text)).toBe(shown));
