/** Small pieces that every page is made of. */
import { type ComponentChildren, Fragment, type JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type ApiError, isPassing } from './api.ts';
import { purlParts, shortHex } from './format.ts';
import { hashOf, type Route } from './route.ts';

type Children = { readonly children: ComponentChildren };

export function To({ route, children }: Children & { readonly route: Route }): JSX.Element {
  return <a href={hashOf(route)}>{children}</a>;
}

/** A page's heading takes the focus when the page changes, so that it is read out. */
export function Heading({ title, kicker, children }: { readonly title: string; readonly kicker?: string; readonly children?: ComponentChildren }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Pyrsia`;
    if (document.documentElement.dataset['moved'] === 'yes') heading.current?.focus();
  }, [title]);
  return (
    <header class="heading">
      {kicker && <p class="kicker">{kicker}</p>}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </header>
  );
}

export function Card({
  title,
  id,
  aside,
  children,
}: Children & { readonly title: string; readonly id: string; readonly aside?: ComponentChildren }): JSX.Element {
  return (
    <section class="card" aria-labelledby={id}>
      <div class="card-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

export function Facts({ children }: Children): JSX.Element {
  return <dl class="facts">{children}</dl>;
}
export function Fact({ name, children }: Children & { readonly name: string }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export type Tone = 'good' | 'bad' | 'warn' | 'plain';
/** The mark is there for those who do not tell the colours apart. */
export const MARK: Record<Tone, string> = { good: '✓', bad: '✕', warn: '!', plain: '·' };
export function Badge({ tone, children }: Children & { readonly tone: Tone }): JSX.Element {
  return (
    <span class={`badge ${tone}`}>
      <span aria-hidden="true">{MARK[tone]}</span> {children}
    </span>
  );
}

/** Quiet: what it says is read out from elsewhere. */
export function Notice({
  tone,
  title,
  isQuiet = false,
  children,
}: {
  readonly tone: Tone;
  readonly title: string;
  readonly isQuiet?: boolean;
  readonly children?: ComponentChildren;
}): JSX.Element {
  return (
    <div class={`notice ${tone}`} {...(isQuiet ? {} : { role: tone === 'bad' ? ('alert' as const) : ('status' as const) })}>
      <strong>
        <span aria-hidden="true">{MARK[tone]}</span> {title}
      </strong>
      {children}
    </div>
  );
}

export function Trouble({ error }: { readonly error: ApiError }): JSX.Element {
  return (
    <Notice tone={error.status === 404 ? 'plain' : 'bad'} title={error.code}>
      <p>{error.message.replace(`${error.code}: `, '')}</p>
      {isPassing(error) && <p>The page goes on asking.</p>}
    </Notice>
  );
}

export function Loading(): JSX.Element {
  return (
    <p class="loading" role="status">
      Asking the node…
    </p>
  );
}

/** Without a secure context there is no clipboard; the old way works there. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'offstage';
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}

export function Copy({ text, what }: { readonly text: string; readonly what: string }): JSX.Element {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 2_000);
    return () => clearTimeout(timer);
  }, [state]);
  const label = { idle: 'Copy', copied: 'Copied', failed: 'Failed' }[state];
  return (
    <button
      type="button"
      class="copy"
      aria-label={`${label} ${what}`}
      aria-live="polite"
      onClick={() => void copy(text).then((done) => setState(done ? 'copied' : 'failed'))}
    >
      {label}
    </button>
  );
}

/** A digest, shortened for the eye; the whole of it is what is copied and read out. */
export function Hex({ hex, what, ends = 8 }: { readonly hex: string; readonly what: string; readonly ends?: number }): JSX.Element {
  return (
    <span class="hex">
      <code title={hex}>{shortHex(hex, ends)}</code> <Copy text={hex} what={what} />
    </span>
  );
}

export function Snippet({ text, what }: { readonly text: string; readonly what: string }): JSX.Element {
  return (
    <div class="snippet">
      <Copy text={text} what={what} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard. */}
      <pre tabIndex={0}>{text}</pre>
    </div>
  );
}

/** A long name may go on in the next line after a dot. */
function Breakable({ text }: { readonly text: string }): JSX.Element {
  const [first, ...rest] = text.split('.');
  return (
    <>
      {first}
      {rest.map((part, i) => (
        <Fragment key={i}>
          .<wbr />
          {part}
        </Fragment>
      ))}
    </>
  );
}

export function PurlLink({ purl }: { readonly purl: string }): JSX.Element {
  const { namespace, name, version } = purlParts(purl);
  return (
    <To route={{ page: 'publication', purl }}>
      <span class="purl">
        {namespace && (
          <span class="dim">
            <Breakable text={namespace} /> /{' '}
          </span>
        )}
        <b>{name}</b> {version && <span>{version}</span>}
      </span>
    </To>
  );
}
