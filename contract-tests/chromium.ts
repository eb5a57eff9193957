import { type Browser, chromium } from 'playwright-core';

/**
 * Starts the browser of the machine: the one at CHROMIUM_PATH, else Debian's. It keeps to itself, and runs as root too.
 *
 * @throws Error when there is none
 */
export function startChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
    args: [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}
