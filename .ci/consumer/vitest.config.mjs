// biome-ignore lint/style/noDefaultExport: Vitest asks for one
export default { test: { include: ['*.vitest.mjs'] } };
