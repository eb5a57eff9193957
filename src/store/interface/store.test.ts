import { whenThere } from './store';

it('goes on at once with a value that is there', () => {
  expect(whenThere(1, (value) => value + 1)).toBe(2);
});

it('throws at once what is thrown over a value that is there', () => {
  expect(() =>
    whenThere(1, () => {
      throw new RangeError('too much');
    }),
  ).toThrow(RangeError);
});

it('goes on later with a value that has to be waited for', async () => {
  const result = whenThere(Promise.resolve(1), (value) => value + 1);
  expect(result).toBeInstanceOf(Promise);
  expect(await result).toBe(2);
});

it('rejects later what is thrown over a value that had to be waited for', async () => {
  const result = whenThere(Promise.resolve(1), () => {
    throw new RangeError('too much');
  });
  await expect(result).rejects.toThrow(RangeError);
});
