/** A real browser looks at a real network through the page of its node; then something between them lies. */
import { explainBundle, parseBundle, verifyBundle } from '@pyrsia/client/proof';
import { parsePinned } from '@pyrsia/ledger';
import { merkleProofCodec, proofOpsCodec } from '@pyrsia/ledger/merkle';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quickRecipe, startTestNetwork, type TestNetwork } from '../network/test-network.ts';
import { buildPage } from './build-page.ts';
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
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await proxy?.stop();
  await net?.stop();
}, 60_000);

const SOON = { timeout: 20_000, interval: 200 };

// biome-ignore lint/suspicious/noExplicitAny: JSON of the API under test.
type Any = any;

/** What the browser complained of, and where it asked. */
interface Watched {
  readonly page: Page;
  readonly complaints: string[];
  readonly asked: string[];
}

async function open(url: string, options: BrowserContextOptions = {}): Promise<Watched> {
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

async function verified(page: Page): Promise<Page> {
  await page.getByRole('button', { name: 'Verify in this browser' }).click();
  await page.getByRole('button', { name: 'Verify again' }).waitFor();
  return page;
}

const text = (page: Page, selector: string): Promise<string> => page.locator(selector).first().textContent().then(String);

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
    // The second build may be a block behind.
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
    await page.getByText('Proven: published').waitFor();
    await page.context().close();
  }, 60_000);

  test('every page fits a phone, and says what it is', async () => {
    const { page } = await open(net.url, PHONE);
    for (const path of ['/', PUBLICATION, '/#/builds', '/#/nodes', '/#/use', '/#/search/file', '/#/entry/0', '/#/nowhere']) {
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

const flipped = (base64: string, at: number): string => {
  const bytes = Buffer.from(base64, 'base64');
  bytes[at] = (bytes[at] as number) ^ 1;
  return bytes.toString('base64');
};
const whenPublication =
  (change: (json: Any) => void) =>
  (path: string, json: Any): void => {
    if (path.startsWith('/api/v1/publications/')) change(json);
  };
/** Still a proof by its form: one hash of the path is another. */
function flipHash(json: Any): void {
  const ops = proofOpsCodec.decode(Buffer.from(json.proof.entry.proof, 'base64'));
  const [leaf, ...others] = ops.ops;
  if (leaf === undefined) throw new Error('no leaf');
  const inclusion = merkleProofCodec.decode(leaf.data);
  const aunts = inclusion.aunts.map((hash, i) => (i === 0 ? hash.map((byte, at) => (at === 7 ? byte ^ 1 : byte)) : hash)) as typeof inclusion.aunts;
  const changed = { ops: [{ ...leaf, data: merkleProofCodec.encode({ ...inclusion, aunts }) }, ...others] };
  json.proof.entry.proof = Buffer.from(proofOpsCodec.encode(changed)).toString('base64');
}

describe('a lie between node and browser is called out', () => {
  test.each<[string, (path: string, json: Any) => void, string, string]>([
    ['a hash of the audit path', whenPublication(flipHash), 'Disproven', 'The publication is in the log'],
    [
      'a signature',
      whenPublication(({ proof }) => {
        const cast = proof.light_blocks[1].signed_header.commit.signatures.find((vote: Any) => vote.signature !== null);
        cast.signature = flipped(cast.signature, 3);
      }),
      'Disproven',
      'The build nodes signed the header',
    ],
    [
      'the app hash',
      whenPublication(({ proof }) => {
        const { header } = proof.light_blocks[1].signed_header;
        header.app_hash = header.app_hash.replace(/^../, (pair: string) => (pair === '00' ? '01' : '00'));
      }),
      'Disproven',
      'The app hash is in the header',
    ],
    [
      'the bytes of the entry',
      whenPublication(({ proof }) => {
        proof.entry.bytes = flipped(proof.entry.bytes, 20);
      }),
      'Disproven',
      'The publication is in the log',
    ],
    [
      'the trust root',
      (path, json) => {
        if (path === '/api/v1/network') json.trust_root.hash = '00'.repeat(32);
      },
      'Cannot tell',
      'It begins at the trust root',
    ],
  ])(
    '%s',
    async (_, change, verdict, failing) => {
      proxy.change = change;
      const { page, complaints } = await open(proxy.url + PUBLICATION);
      await verified(page);
      expect(await text(page, '.report .notice')).toContain(verdict);
      expect(await page.locator('.check.bad h3').allTextContents()).toEqual(expect.arrayContaining([expect.stringContaining(failing)]));
      expect(await page.getByText('Proven: published').count()).toBe(0);
      expect(complaints.filter((complaint) => !complaint.includes('Failed to load resource'))).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  test.each<[string, (json: Any) => void]>([
    ['artifacts', ({ artifacts }) => Object.assign(artifacts[0], { sha256: 'ab'.repeat(32) })],
    ['source', (json) => Object.assign(json, { source: 'pkg:maven/somebody/else@1' })],
    ['majority', ({ majority }) => Object.assign(majority, { matched: 1 })],
  ])(
    '%s shown beside an honest proof',
    async (name, change) => {
      proxy.change = whenPublication(change);
      const { page } = await open(proxy.url + PUBLICATION);
      await verified(page);
      expect(await text(page, '.report .notice')).toContain(`Not as proven: ${name}`);
      await page.context().close();
    },
    60_000,
  );

  test('any changed byte of a bundle: what is drawn breaks where it is not proven', async () => {
    const { proof }: Any = (await net.get(`/api/v1/publications/${PURL}`)).body;
    const pinned = parsePinned((await net.get('/api/v1/network')).body);
    const nowNs = BigInt(Date.now()) * 1_000_000n;
    const json = JSON.stringify(proof);
    const isShownWhole = (text: string): boolean => {
      try {
        const bundle = parseBundle(JSON.parse(text));
        const { blocks, header, state, log } = explainBundle(bundle, pinned, nowNs);
        const whole = blocks.every(({ fault }) => fault === undefined) && header?.holds && state?.holds && state.app.holds && log?.holds && log.app.holds;
        expect(verifyBundle(bundle, pinned, nowNs).verdict === 'proven').toBe(whole === true);
        return whole === true;
      } catch (error) {
        if ((error as Error).name === 'AssertionError') throw error;
        return false;
      }
    };
    expect(isShownWhole(json)).toBe(true);
    for (let at = 0; at < json.length; at += 23) {
      const changed = json.slice(0, at) + String.fromCharCode(json.charCodeAt(at) ^ 1) + json.slice(at + 1);
      expect(isShownWhole(changed), json.slice(at - 20, at + 20)).toBe(false);
    }
  }, 60_000);
});
