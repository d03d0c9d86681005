/**
 * A real browser looks at a real network through the page of its node; then something between them lies.
 * Over 300 lines: one network, which takes most of the time, stands behind all of it.
 */
import { parsePinned } from '@pyrsia/ledger';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { quickRecipe, startTestNetwork, type TestNetwork } from '../network/test-network.ts';
import { open as openIn, text, verified, type Watched } from './browser.ts';
import { buildPage } from './build-page.ts';
import { hostile, isWhole, LIES, whenPublication } from './lies.ts';
import { TamperingProxy } from './tampering-proxy.ts';

const PURL = 'pkg:maven/org.apache.maven.shared/file-management@3.1.0';
const PUBLICATION = `/#/publication/${encodeURIComponent(PURL)}`;
const PHONE = { viewport: { width: 360, height: 740 } };

const another = (version: string, script: string) => ({ ...quickRecipe(`${script} > file-management-3.1.0.jar`), purl: `${PURL}-${version}` });

let net: TestNetwork;
let proxy: TamperingProxy;
let browser: Browser;
beforeAll(async () => {
  await buildPage();
  net = await startTestNetwork();
  proxy = await TamperingProxy.start(() => net.url);
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  await Promise.all([net.build(quickRecipe()), net.build(another('two', 'echo two'))]);
  // What was decided may be a block ahead of what this node has verified.
  await vi.waitUntil(async () => Number((await net.get('/api/v1/log/head')).body['size']) >= 2, { timeout: 60_000, interval: 200 });
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await proxy?.stop();
  await net?.stop();
}, 60_000);

const SOON = { timeout: 20_000, interval: 200 };

// biome-ignore lint/suspicious/noExplicitAny: JSON of the API under test.
type Any = any;

const open = (url: string, options?: BrowserContextOptions): Promise<Watched> => openIn(browser, url, options);

describe('an honest node', () => {
  test('a build in progress is shown, and its entry arrives by itself', async () => {
    const [log, builds] = await Promise.all([open(net.url), open(`${net.url}/#/builds`)]);
    await log.page.locator('.badge', { hasText: 'live' }).waitFor();
    const id = await net.request(another('three', 'sleep 2; echo three'));
    await builds.page.locator('section[aria-labelledby=open] .about a', { hasText: '3.1.0-three' }).waitFor();
    await builds.page.goto(`${net.url}/#/build/${id}`);
    await log.page.locator('.fresh', { hasText: '3.1.0-three' }).waitFor();
    await builds.page.getByText('at height').nth(1).waitFor();
    for (const { page, complaints } of [log, builds]) {
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  }, 60_000);

  test('the head with its quorum, the entries, a search, a publication, its proof: nothing from elsewhere, nothing inline', async () => {
    const { page, complaints, asked } = await open(net.url);
    await page.getByText('of the voting power').waitFor();
    await expect.poll(() => text(page, '.head'), SOON).toMatch(/[23] entries/);
    await page.locator('.badge', { hasText: 'live' }).waitFor();
    await page.getByRole('searchbox').fill('file-management');
    await page.getByRole('searchbox').press('Enter');
    await page.getByRole('link', { name: /file-management 3\.1\.0$/ }).click();
    await page.getByRole('heading', { level: 1, name: 'file-management 3.1.0' }).waitFor();
    expect(await text(page, '.files')).toContain('file-management-3.1.0.jar');
    await page.locator('.results .badge.good').first().waitFor();
    await expect.poll(() => page.locator('.results li').count(), SOON).toBe(4);
    await verified(page);
    expect(await text(page, '.report .notice')).toContain('Proven: published');
    expect(
      await page
        .getByRole('status')
        .filter({ hasText: /^Proven: published$/ })
        .count(),
    ).toBe(1);
    expect(
      await page
        .locator('[role=status], [role=alert], [aria-live]')
        .filter({ has: page.locator('.steps') })
        .count(),
    ).toBe(0);
    await expect.poll(() => page.locator('.check').count(), SOON).toBe(6);
    await expect.poll(() => page.locator('.check.good').count(), SOON).toBe(6);
    expect(await page.locator('svg.tree').getAttribute('aria-label')).toMatch(/^The entry, [12] steps up \((left|right|, )+\), to Root of the log: holds$/);
    expect(await page.locator('.limits').textContent()).toContain('came from the node');
    expect(complaints).toEqual([]);
    expect(asked.filter((url) => !url.startsWith(`${net.url}/`))).toEqual([]);
    expect(await page.locator('[style]').count()).toBe(0);
    await page.context().close();
  }, 60_000);

  test('found by the digest of a file and by the index of the log, under another name of the host', async () => {
    const publication: Any = (await net.get(`/api/v1/publications/${PURL}`)).body;
    const { page } = await open(net.url.replace('127.0.0.1', 'localhost'));
    await page.getByRole('searchbox').fill(publication.artifacts[0].sha256);
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('heading', { level: 1, name: 'file-management 3.1.0' }).waitFor();
    await page.getByRole('searchbox').fill(publication.log_index);
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('heading', { level: 1, name: `Log entry ${publication.log_index}` }).waitFor();
    await page.getByRole('link', { name: /file-management 3\.1\.0$/ }).waitFor();
    await page.context().close();
  }, 60_000);

  test('with the keyboard alone: past the navigation, into the search, to the proof', async () => {
    const { page } = await open(net.url);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.id')).toBe('search');
    await page.keyboard.type('org.apache.maven.shared:file-management:3.1.0');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Verify in this browser' }).waitFor();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    for (let i = 0; i < 20 && (await page.evaluate('document.activeElement.className')) !== 'primary'; i += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.notice', { hasText: 'Proven: published' }).waitFor();
    expect(await page.evaluate('document.activeElement.className')).toBe('primary');
    await page.context().close();
  }, 60_000);

  test('that a version is not published is proven too', async () => {
    const { page } = await open(`${net.url}/#/publication/${encodeURIComponent('pkg:maven/org.example/nothing@1.0')}`);
    await page.getByText('Not published').waitFor();
    await verified(page);
    expect(await text(page, '.report .notice')).toContain('Proven: not published');
    expect(await page.locator('.check.good').count()).toBe(5);
    expect(await page.locator('.check.bad').count()).toBe(0);
    await page.context().close();
  }, 60_000);

  test('back and forward lead through the pages; what is copied is the whole', async () => {
    const { page } = await open(net.url, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('link', { name: 'Build nodes' }).click();
    await page.getByRole('heading', { level: 1, name: 'Build nodes' }).waitFor();
    await page.getByRole('link', { name: 'Use it' }).click();
    await page.getByRole('button', { name: 'Copy Maven settings' }).click();
    await page.getByRole('button', { name: 'Copied Maven settings' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain(`<url>${net.url}/maven2</url>`);
    await page.goBack();
    await page
      .getByRole('button', { name: /^Copy id of / })
      .first()
      .waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'The log' }).waitFor();
    await page.goForward();
    await page.getByRole('heading', { level: 1, name: 'Build nodes' }).waitFor();
    await page.context().close();
  }, 60_000);

  test('every page fits a phone, and says what it is', async () => {
    const { page } = await open(net.url, PHONE);
    for (const path of ['/', PUBLICATION, '/#/builds', '/#/nodes', '/#/use', '/#/search/file', '/#/entry/0', `/#/artifact/${'ab'.repeat(32)}`, '/#/nowhere']) {
      await page.goto(net.url + path);
      await page.locator('main .card, main .notice').first().waitFor();
      if (path === PUBLICATION) await verified(page);
      // What comes first may be what is said while the rest is on its way.
      await expect.poll(() => page.locator('.loading').count(), { message: path, timeout: 10_000 }).toBe(0);
      await expect.poll(() => page.getByRole('heading', { level: 1 }).count(), { message: path }).toBe(1);
      await expect.poll(() => page.title(), { message: path }).toContain(' · Pyrsia');
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(PHONE.viewport.width);
    }
    await page.context().close();
  }, 60_000);

  test('landmarks, one heading of the first level, a name for every control', async () => {
    const { page } = await open(net.url + PUBLICATION);
    await page.getByRole('button', { name: 'Verify in this browser' }).waitFor();
    for (const role of ['banner', 'navigation', 'search', 'main', 'contentinfo'] as const) expect(await page.getByRole(role).count(), role).toBe(1);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    const named = page.locator('button, a, input');
    const names = await named.evaluateAll((all) =>
      (all as Any[]).map((one) => (one.ariaLabel ?? one.textContent ?? '') || (one.labels?.[0]?.textContent ?? '')),
    );
    expect(names.filter((name) => name.trim() === '')).toEqual([]);
    await page.context().close();
  }, 60_000);
});

describe('a lie between node and browser is called out', () => {
  let one: Watched;
  beforeAll(async () => {
    one = await open('about:blank');
  });
  /** The page anew, through what lies. */
  async function lookAgain(change: TamperingProxy['change']): Promise<Page> {
    proxy.change = change;
    await one.page.goto('about:blank');
    await one.page.goto(proxy.url + PUBLICATION);
    return verified(one.page);
  }

  test.each(LIES)(
    '%s',
    async (_, change, verdict, failing) => {
      const page = await lookAgain(change);
      expect(await text(page, '.report .notice')).toContain(verdict);
      expect(await page.locator('.check.bad h3').allTextContents()).toEqual(expect.arrayContaining([expect.stringContaining(failing)]));
      expect(await page.getByText('Proven: published').count()).toBe(0);
      expect(one.complaints.filter((complaint) => !complaint.includes('Failed to load resource'))).toEqual([]);
    },
    60_000,
  );

  test.each<[string, (json: Any) => void]>([
    ['artifacts', ({ artifacts }) => Object.assign(artifacts[0], { sha256: 'ab'.repeat(32) })],
    ['source', (json) => Object.assign(json, { source: 'pkg:maven/somebody/else@1' })],
    ['majority', ({ majority }) => Object.assign(majority, { matched: 1 })],
    ['recipe_digest', (json) => Object.assign(json, { recipe_digest: 'ab'.repeat(32) })],
    ['log_root', (json) => Object.assign(json, { log_root: 'ab'.repeat(32) })],
  ])(
    '%s shown beside an honest proof',
    async (name, change) => {
      const page = await lookAgain(whenPublication(change));
      expect(await text(page, '.report .notice')).toContain(`Not as proven: ${name}`);
    },
    60_000,
  );

  test('the answer to another question, with its own true proof', async () => {
    const other: Any = (await net.get(`/api/v1/publications/${PURL}-two`)).body;
    const asked: Any = (await net.get(`/api/v1/publications/${PURL}`)).body;
    const { sha256 } = asked.artifacts[0];
    const absent = (name: string): string => `pkg:maven/org.example/${name}@1.0`;
    const otherAbsence: Any = (await net.get(`/api/v1/proofs/publications/${absent('other')}`)).body;
    proxy.change = (path, json) => {
      if (path.endsWith(`/publications/${PURL}`) || path.endsWith(`/artifacts/${sha256}`)) Object.assign(json, other);
      if (path.endsWith(`/proofs/publications/${absent('this')}`)) Object.assign(json, otherAbsence);
    };
    for (const [address, difference] of [
      [PUBLICATION, 'the package asked for'],
      [`/#/artifact/${sha256}`, 'the file asked for'],
      [`/#/publication/${encodeURIComponent(absent('this'))}`, 'the package asked for'],
    ] as const) {
      const { page } = await open(proxy.url + address);
      if (!address.includes('org.example')) await page.getByRole('alert').filter({ hasText: 'Not what was asked for' }).waitFor();
      await verified(page);
      expect(await text(page, '.report .notice'), address).toMatch(new RegExp(`Disproven.*Not as proven: .*${difference}`));
      await page.context().close();
    }
  }, 60_000);

  test('a true proof by an old header: it may hide what came after', async () => {
    const { page } = await open(net.url + PUBLICATION);
    await page.clock.setFixedTime(Date.now() + 3_600_000);
    await verified(page);
    expect(await text(page, '.report .notice.warn')).toMatch(/Proven: published, as of an old header.*1 h ago/);
    await page.context().close();
  }, 60_000);

  test('any changed byte of a bundle: what is drawn breaks where it is not proven', async () => {
    const { proof }: Any = (await net.get(`/api/v1/publications/${PURL}`)).body;
    const pinned = parsePinned((await net.get('/api/v1/network')).body);
    const nowNs = BigInt(Date.now()) * 1_000_000n;
    const json = JSON.stringify(proof);
    const isShownWhole = (text: string): boolean => isWhole(text, pinned, nowNs);
    expect(isShownWhole(json)).toBe(true);
    for (let at = 0; at < json.length; at += 23) {
      const changed = json.slice(0, at) + String.fromCharCode(json.charCodeAt(at) ^ 1) + json.slice(at + 1);
      expect(isShownWhole(changed), json.slice(at - 20, at + 20)).toBe(false);
    }
  }, 60_000);
});

describe('a node that is away, slow or out of its mind', () => {
  const PAGES = ['/', PUBLICATION, '/#/builds', '/#/nodes', '/#/search/file', `/#/publication/${encodeURIComponent(PURL.replace(/@.*/, ''))}`];

  test('text of any kind is text, and fits a phone', async () => {
    proxy.change = (path, json) => void (path.startsWith('/api/v1/network') || Object.assign(json, hostile(json)));
    const { page, complaints } = await open(proxy.url, PHONE);
    for (const path of PAGES) {
      await page.goto(proxy.url + path);
      await page.getByText('<img src=x', { exact: false }).first().waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(PHONE.viewport.width);
      expect(await page.evaluate('document.body.textContent')).not.toContain('\u202e');
    }
    expect(await page.locator('img').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);

  test('an answer of another shape takes no other page down', async () => {
    proxy.change = (_, json) =>
      void Object.assign(json, { items: 5, artifacts: 5, versions: 7, size: {}, quorum: { validators: 3, power_signed: '1', power_total: '1' } });
    const { page, complaints } = await open(proxy.url);
    for (const path of PAGES) {
      await page.goto(proxy.url + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expect.poll(() => page.locator('.loading').count(), { message: path, timeout: 10_000 }).toBe(0);
    }
    await page.goto(proxy.url + PUBLICATION);
    await page.getByText('This cannot be shown').waitFor();
    await page.getByRole('link', { name: 'Use it' }).click();
    await page.getByRole('heading', { level: 1, name: 'Use this node' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);

  test('what it did not answer is asked for again when it is back', async () => {
    const { page } = await open(net.url);
    await page.locator('.badge', { hasText: 'live' }).waitFor();
    await page.context().setOffline(true);
    await page.goto(`${net.url}/#/publication/${encodeURIComponent(PURL)}`);
    await page.getByRole('alert').filter({ hasText: 'The page goes on asking' }).first().waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Verify in this browser' }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Verify in this browser' }).click();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.notice', { hasText: /Load the page anew|Proven: published/ }).waitFor();
    await page.context().close();
  }, 60_000);
});
