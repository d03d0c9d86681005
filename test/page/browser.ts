/** A page in a browser, watched: what it complains of, and whom it asks. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** What the browser complained of, and where it asked. */
export interface Watched {
  readonly page: Page;
  readonly complaints: string[];
  readonly asked: string[];
}

export async function open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  const asked: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || /content security policy/i.test(message.text())) complaints.push(message.text());
  });
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(url);
  return { page, complaints, asked };
}

export async function verified(page: Page): Promise<Page> {
  await page.getByRole('button', { name: 'Verify in this browser' }).click();
  await page.getByRole('button', { name: 'Verify again' }).waitFor();
  return page;
}

export const text = (page: Page, selector: string): Promise<string> => page.locator(selector).first().textContent().then(String);
