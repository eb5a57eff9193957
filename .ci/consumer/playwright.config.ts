import { defineConfig } from '@playwright/test';

// biome-ignore lint/style/noDefaultExport: Playwright asks for one
export default defineConfig({
  testMatch: '*.playwright.ts',
  workers: 2,
  reporter: [['list'], ['json', { outputFile: 'playwright.json' }]],
  use: { launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: ['--no-sandbox'] } },
});
