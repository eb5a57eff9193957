import type { JsonSchema } from '../../../json-schema/model/json-schema';
import { generatorFor, wordsOf } from './generator-for';

test.each([
  ['emailAddress', 'email address'],
  ['e_mail_to', 'e mail to'],
  ['contact-person', 'contact person'],
  ['iso8601Date', 'iso8601 date'],
  ['URL', 'url'],
])('%s is read as "%s"', (name, words) => {
  expect(wordsOf(name)).toBe(words);
});

test.each<[name: string, noun: string, schema: JsonSchema, generator: string | undefined]>([
  ['contactEmail', 'shops', {}, 'email'],
  ['x', 'shops', { format: 'email' }, 'email'],
  ['phone', 'shops', {}, 'phone'],
  ['mobileNumber', 'shops', {}, 'phone'],
  ['telephone', 'shops', {}, 'phone'],
  ['homepage', 'shops', {}, 'url'],
  ['x', 'shops', { format: 'uri' }, 'url'],
  ['firstName', 'shops', {}, 'first-name'],
  ['surname', 'shops', {}, 'last-name'],
  ['username', 'shops', {}, 'user-name'],
  ['city', 'shops', {}, 'city'],
  ['country_code', 'shops', {}, 'country-code'],
  ['country', 'shops', {}, 'country'],
  ['zip', 'shops', {}, 'postcode'],
  ['address', 'shops', {}, 'street-address'],
  ['street', 'shops', {}, 'street'],
  ['name', 'customers', {}, 'company'],
  ['name', 'users', {}, 'person'],
  ['name', 'products', {}, 'product'],
  ['name', 'offices', {}, 'branch'],
  ['name', 'rules', {}, 'title'],
  ['companyName', 'users', {}, 'company'],
  ['title', 'books', {}, 'book'],
  ['title', 'tickets', {}, 'title'],
  ['author', 'books', {}, 'person'],
  ['label', 'shops', {}, 'label'],
  ['description', 'shops', {}, 'text'],
  ['notes', 'shops', {}, 'text'],
  ['tags', 'shops', {}, 'tag'],
  ['created_at', 'shops', { format: 'date-time' }, 'made-at'],
  ['validUntil', 'shops', { format: 'date-time' }, 'due-at'],
  ['updated_at', 'shops', { format: 'date-time' }, 'changed-at'],
  ['born', 'shops', { format: 'date' }, 'day'],
  ['host', 'shops', { format: 'hostname' }, 'domain'],
  ['email', 'shops', { format: 'ipv4' }, undefined],
  ['xyzzy', 'shops', {}, undefined],
  ['slug', 'posts', {}, 'slug'],
  ['nick', 'chats', {}, 'user-name'],
  ['orderStatus', 'orders', {}, 'status'],
  ['state', 'address', {}, 'region'],
  ['state', 'orders', {}, 'status'],
  ['timezone', 'users', {}, 'time-zone'],
  ['fileName', 'uploads', {}, 'file-name'],
  ['invoice_number', 'invoices', {}, 'digits'],
  ['total_amount', 'invoices', {}, 'decimal'],
  ['opening_time', 'shops', {}, 'time-of-day'],
  ['roomType', 'rooms', {}, 'kind'],
])('%s of %s with %j: %s', (name, noun, schema, generator) => {
  expect(generatorFor(name, noun, schema)).toBe(generator);
});
