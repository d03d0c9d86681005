/**
 * Recipes: declarative instructions to build one package version from a source.
 * Wire form: `proto/recipe.proto`. People write the JSON form (docs/formats/recipe.md); the chain, the
 * recipe digest and the builders use the wire form only.
 *
 * A recipe comes from whoever requests a build: all of it is hostile. Nothing in it is ever given to a
 * shell; steps are argument vectors that run inside the sandbox.
 */
import { type Digest, parseDigest, taggedDigest, toHex } from './bytes.ts';
import { field, fixedBytes, type Infer, message, oneof, repeated, text, uint32, uint64 } from './codec.ts';
import { LedgerError } from './errors.ts';
import { MAX_PURL_BYTES, parsePurl } from './purl.ts';

/** A recipe is stored on chain with its build: kept small. */
export const MAX_RECIPE_BYTES = 16 * 1024;
const MAX_STEPS = 8;
const MAX_ARGUMENTS = 32;
const MAX_OUTPUTS = 32;

const registrySourceCodec = message('RegistrySource', {
  /** Coordinates of the source archive: a purl of the same ecosystem. */
  purl: field(1, text(MAX_PURL_BYTES)),
  classifier: field(2, text(64)),
  extension: field(3, text(16)),
});
const gitSourceCodec = message('GitSource', { url: field(1, text(512)), commit: field(2, text(64)) });
const archiveSourceCodec = message('ArchiveSource', { url: field(1, text(512)) });
const sourceCodec = message('Source', {
  from: oneof({
    registry: [1, registrySourceCodec.asField],
    git: [2, gitSourceCodec.asField],
    archive: [3, archiveSourceCodec.asField],
  }),
  /** sha256 of the fetched archive (for git: of the canonical tree archive). */
  sha256: field(4, fixedBytes<Digest>(32)),
});
const toolCodec = message('Tool', { name: field(1, text(32)), version: field(2, text(32)) });
const stepCodec = message('Step', { argv: repeated(1, text(1024), MAX_ARGUMENTS) });
const outputCodec = message('Output', { name: field(1, text(200)), path: field(2, text(512)) });
const limitsCodec = message('Limits', {
  timeoutSeconds: field(1, uint32),
  memoryMib: field(2, uint32),
  diskMib: field(3, uint32),
  processes: field(4, uint32),
});

export const recipeCodec = message('Recipe', {
  purl: field(1, text(MAX_PURL_BYTES)),
  adapter: field(2, text(16)),
  source: field(3, sourceCodec.asField),
  /** Host tools that must be there, with the version prefix that fixes the output (e.g. jdk 17). */
  toolchain: repeated(4, toolCodec.asField, 8),
  steps: repeated(5, stepCodec.asField, MAX_STEPS),
  outputs: repeated(6, outputCodec.asField, MAX_OUTPUTS),
  limits: field(7, limitsCodec.asField),
  /** Ecosystems whose registries the recording mirror may fetch from during the build. */
  mirrors: repeated(8, text(16), 4),
  /** Seconds; SOURCE_DATE_EPOCH inside the sandbox. */
  sourceDateEpoch: field(9, uint64),
});
export type Recipe = Infer<typeof recipeCodec>;
export type Source = Recipe['source'];

export function recipeDigest(recipe: Recipe): Digest {
  return taggedDigest('pyrsia/recipe/v1', recipeCodec.encode(recipe));
}

/** The one line that names a source in messages and attestations. */
export function describeSource(source: Source): string {
  const { from } = source;
  if (from.kind === 'registry') return `${from.value.purl}?classifier=${from.value.classifier}&type=${from.value.extension}`;
  return from.kind === 'git' ? `git+${from.value.url}@${from.value.commit}` : from.value.url;
}

const RELATIVE_PATH = /^(?!\/)(?!.*(?:^|\/)\.\.?(?:\/|$))[A-Za-z0-9._+\-/]+$/;
const FILE_NAME = /^[A-Za-z0-9_+][A-Za-z0-9._+-]*$/;
const TOOL = /^[a-z][a-z0-9-]*$/;
/** Bounds that no recipe may pass, whatever an operator allows. */
export const RECIPE_BOUNDS = { timeoutSeconds: 6 * 3600, memoryMib: 16 * 1024, diskMib: 32 * 1024, processes: 4096 } as const;

/** Throws `MALFORMED` unless the recipe makes sense by itself; whether it is allowed is the chain's and the node's to say. */
export function assertRecipe(recipe: Recipe): void {
  const purl = parsePurl(recipe.purl);
  const refuse = (what: string): never => {
    throw new LedgerError('MALFORMED', { what: `recipe: ${what}` });
  };
  if (recipe.adapter !== purl.type) refuse('adapter is not that of the purl');
  if (recipe.steps.length === 0 || recipe.steps.some((step) => step.argv.length === 0)) refuse('no step, or an empty one');
  if (recipe.steps.some((step) => step.argv.some((argument) => argument.includes('\0')))) refuse('NUL in an argument');
  const names = recipe.outputs.map((output) => output.name);
  if (names.length === 0 || new Set(names).size !== names.length) refuse('no outputs, or two of one name');
  if (!recipe.outputs.every((output) => FILE_NAME.test(output.name) && RELATIVE_PATH.test(output.path))) refuse('output name or path');
  if (!recipe.toolchain.every((tool) => TOOL.test(tool.name) && /^[0-9][0-9A-Za-z.]*$/.test(tool.version))) refuse('toolchain');
  for (const [name, bound] of Object.entries(RECIPE_BOUNDS)) {
    const value = recipe.limits[name as keyof typeof RECIPE_BOUNDS];
    if (value < 1 || value > bound) refuse(`limit ${name}`);
  }
  assertSource(recipe.source, refuse);
}

function assertSource(source: Source, refuse: (what: string) => never): void {
  const { from } = source;
  if (from.kind === 'registry') {
    parsePurl(from.value.purl);
    if (!/^[a-z][a-z0-9-]*$/.test(from.value.classifier) || !/^[a-z][a-z0-9.]*$/.test(from.value.extension)) refuse('registry source');
  } else if (from.kind === 'git') {
    if (!isCommit(from.value.commit) || !isCleanGitUrl(from.value.url)) refuse('git source');
  } else if (!isCleanUrl(from.value.url)) {
    refuse('archive source');
  }
}

/** A full hash, SHA-1 or SHA-256; a short one, or a name, may mean something else tomorrow. */
export function isCommit(text: string): boolean {
  return /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(text);
}

/** Plain ASCII on purpose: how a URL library reads hosts and escapes changes with its version, and consensus must not. */
const HOST = '(?!.*xn--)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*';
const PATH = '(\\/[A-Za-z0-9_~+][A-Za-z0-9._~+-]*)+';
const CLEAN_URL = new RegExp(`^https:\\/\\/${HOST}${PATH}$`);
const PORT = '(:[1-9][0-9]{0,4})?';
const CLEAN_GIT_URL = new RegExp(`^(?:https?:\\/\\/${HOST}${PORT}|ssh:\\/\\/([a-z_][a-z0-9_-]*@)?${HOST}${PORT}|file:\\/\\/)${PATH}$`);

/** https, lower-case host, at least one path segment; no port, credentials, escapes, dots at the start of a segment, query or fragment. */
export function isCleanUrl(text: string): boolean {
  return CLEAN_URL.test(text);
}

/** As `isCleanUrl`, or `http`, `ssh` with a user or none, each with a port or none, or `file`: whether a node fetches from there is its own to say. */
export function isCleanGitUrl(text: string): boolean {
  return CLEAN_GIT_URL.test(text);
}

/* ---- JSON form ---------------------------------------------------------------------------------- */

type Json = { readonly [key: string]: unknown };

/** Untrusted JSON text → recipe that passed `assertRecipe`. Unknown keys are refused, so that a misspelt one is not ignored. */
export function parseRecipeJson(json: string): Recipe {
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch (cause) {
    throw new LedgerError('MALFORMED', { what: 'recipe: not JSON' }, { cause });
  }
  const root = object(document, ['purl', 'adapter', 'source', 'toolchain', 'steps', 'outputs', 'limits', 'mirrors', 'sourceDateEpoch'], 'recipe');
  const limits = object(root['limits'], ['timeoutSeconds', 'memoryMib', 'diskMib', 'processes'], 'limits');
  const recipe: Recipe = {
    purl: string(root['purl'], 'purl'),
    adapter: string(root['adapter'], 'adapter'),
    source: parseSource(root['source']),
    toolchain: Object.entries(object(root['toolchain'], undefined, 'toolchain')).map(([name, version]) => ({ name, version: string(version, name) })),
    steps: list(root['steps'], 'steps').map((step) => ({ argv: list(step, 'steps').map((argument) => string(argument, 'steps')) })),
    outputs: Object.entries(object(root['outputs'], undefined, 'outputs')).map(([name, path]) => ({ name, path: string(path, name) })),
    limits: {
      timeoutSeconds: integer(limits['timeoutSeconds'], 'timeoutSeconds'),
      memoryMib: integer(limits['memoryMib'], 'memoryMib'),
      diskMib: integer(limits['diskMib'], 'diskMib'),
      processes: integer(limits['processes'], 'processes'),
    },
    mirrors: list(root['mirrors'], 'mirrors').map((mirror) => string(mirror, 'mirrors')),
    sourceDateEpoch: BigInt(integer(root['sourceDateEpoch'], 'sourceDateEpoch')),
  };
  assertRecipe(recipe);
  if (encodedLength(recipe) > MAX_RECIPE_BYTES) throw new LedgerError('TOO_LARGE', { what: 'recipe', maxBytes: MAX_RECIPE_BYTES });
  return recipe;
}

/** A field beyond its own bound makes the recipe too large, too. */
function encodedLength(recipe: Recipe): number {
  try {
    return recipeCodec.encode(recipe).length;
  } catch (error) {
    if (error instanceof RangeError) throw new LedgerError('TOO_LARGE', { what: `recipe: ${error.message}` }, { cause: error });
    throw error;
  }
}

function parseSource(value: unknown): Source {
  const source = object(value, ['registry', 'git', 'archive', 'sha256'], 'source');
  const sha256 = parseDigest(string(source['sha256'], 'source.sha256'));
  if (source['registry'] !== undefined) {
    const registry = object(source['registry'], ['purl', 'classifier', 'extension'], 'source.registry');
    const from = {
      purl: string(registry['purl'], 'purl'),
      classifier: string(registry['classifier'], 'classifier'),
      extension: string(registry['extension'], 'extension'),
    };
    return { from: { kind: 'registry', value: from }, sha256 };
  }
  if (source['git'] !== undefined) {
    const git = object(source['git'], ['url', 'commit'], 'source.git');
    return { from: { kind: 'git', value: { url: string(git['url'], 'url'), commit: string(git['commit'], 'commit') } }, sha256 };
  }
  const archive = object(source['archive'], ['url'], 'source.archive');
  return { from: { kind: 'archive', value: { url: string(archive['url'], 'url') } }, sha256 };
}

/** The JSON form of a recipe, for people. */
export function recipeToJson(recipe: Recipe): Json {
  const { from } = recipe.source;
  return {
    purl: recipe.purl,
    adapter: recipe.adapter,
    source: { [from.kind]: from.value, sha256: toHex(recipe.source.sha256) },
    toolchain: Object.fromEntries(recipe.toolchain.map((tool) => [tool.name, tool.version])),
    steps: recipe.steps.map((step) => step.argv),
    outputs: Object.fromEntries(recipe.outputs.map((output) => [output.name, output.path])),
    limits: recipe.limits,
    mirrors: recipe.mirrors,
    sourceDateEpoch: Number(recipe.sourceDateEpoch),
  };
}

const bad = (where: string): LedgerError => new LedgerError('MALFORMED', { what: `recipe: ${where}` });
function object(value: unknown, keys: readonly string[] | undefined, where: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad(where);
  const unknown = keys === undefined ? undefined : Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw bad(`${where}.${unknown} is not known`);
  return value as Json;
}
function list(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw bad(where);
  return value;
}
function string(value: unknown, where: string): string {
  if (typeof value !== 'string') throw bad(where);
  return value;
}
function integer(value: unknown, where: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw bad(where);
  return value as number;
}
