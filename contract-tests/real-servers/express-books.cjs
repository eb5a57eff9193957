// Books in an array, as tutorials of Express 5 write it: default error pages, no 405, ids as texts.
const express = require('express');

const app = express();
let books = [{ id: '1', title: '1984', author: 'Orwell', year: 1949 }];
let last = 1;
const isBad = (body) =>
  typeof body?.title !== 'string' ||
  body.title === '' ||
  typeof body.author !== 'string' ||
  body.author === '' ||
  (body.year !== undefined && !Number.isInteger(body.year));
const missing = (res) => res.status(404).json({ error: 'Book not found' });
const refuse = (res) => res.status(400).json({ error: 'Title and author are required' });

app.use(express.json());
app.get('/api/books', ({ query: { author } }, res) =>
  res.json(books.filter((book) => author === undefined || book.author === author)),
);
app.get('/api/books/:id', ({ params }, res) => {
  const book = books.find(({ id }) => id === params.id);
  return book === undefined ? missing(res) : res.json(book);
});
app.post('/api/books', ({ body }, res) => {
  if (isBad(body)) return refuse(res);
  last += 1;
  const book = { id: String(last), title: body.title, author: body.author, year: body.year };
  books.push(book);
  return res.status(201).json(book);
});
app.put('/api/books/:id', ({ body, params }, res) => {
  const book = books.find(({ id }) => id === params.id);
  if (book === undefined) return missing(res);
  if (isBad(body)) return refuse(res);
  return res.json(Object.assign(book, { title: body.title, author: body.author, year: body.year }));
});
app.delete('/api/books/:id', ({ params }, res) => {
  const rest = books.filter(({ id }) => id !== params.id);
  if (rest.length === books.length) return missing(res);
  books = rest;
  return res.status(204).end();
});
app.listen(Number(process.env.PORT), '127.0.0.1');
