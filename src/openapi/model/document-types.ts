/** The path templates of the `paths` that openapi-typescript makes of a document; any text where there are no types. */
export type PathOf<Paths> = [keyof Paths] extends [never] ? string : Extract<keyof Paths, string>;

/** The methods that such types have at a path, in either case; any text at a path that they do not have. */
export type MethodOf<Paths, Path> = Path extends keyof Paths ? AnyCase<Documented<Paths[Path]>> : string;

type AnyCase<Method> = Method extends string ? Method | Uppercase<Method> : never;

/** Methods that a path does not have are written as `put?: never`. */
type Documented<Item> = Exclude<
  { [Name in keyof Item]-?: [Item[Name]] extends [undefined] ? never : Name }[keyof Item],
  'parameters'
>;
