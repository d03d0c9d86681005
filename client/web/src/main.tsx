/** The page of a node: header, search, one of its pages, footer. */
import './style.css';
import { type JSX, render } from 'preact';
import { useEffect, useErrorBoundary, useRef, useState } from 'preact/hooks';
import { BuildPage } from './pages/build.tsx';
import { BuildsPage } from './pages/builds.tsx';
import { EntryPage } from './pages/entry.tsx';
import { LogPage } from './pages/log.tsx';
import { NodesPage } from './pages/nodes.tsx';
import { ArtifactPage, PublicationPage } from './pages/publication.tsx';
import { SearchPage } from './pages/search.tsx';
import { UsePage } from './pages/use.tsx';
import { Heading, Notice, To } from './parts.tsx';
import { hashOf, parseRoute, type Route } from './route.ts';
import { routeOfInput } from './search-input.ts';
import { useJson } from './use-json.ts';

const NAVIGATION: ReadonlyArray<readonly [Route, string]> = [
  [{ page: 'log' }, 'Log'],
  [{ page: 'builds' }, 'Builds'],
  [{ page: 'nodes' }, 'Build nodes'],
  [{ page: 'use' }, 'Use it'],
];
/** Under which entry of the navigation a page stands. */
const PARENT: Partial<Record<Route['page'], Route['page']>> = { entry: 'log', publication: 'log', artifact: 'log', search: 'log', build: 'builds' };
const STATUS_MS = 15_000;

function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const moved = (): void => {
      document.documentElement.dataset['moved'] = 'yes';
      setHash(location.hash);
      scrollTo(0, 0);
    };
    addEventListener('hashchange', moved);
    return () => removeEventListener('hashchange', moved);
  }, []);
  return parseRoute(hash);
}

function Search({ route }: { readonly route: Route }): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  const given = route.page === 'search' ? route.text : route.page === 'publication' ? route.purl : route.page === 'artifact' ? route.sha256 : '';
  useEffect(() => {
    if (field.current !== null && given !== '') field.current.value = given;
  }, [given]);
  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener('keydown', focus);
    return () => removeEventListener('keydown', focus);
  }, []);
  const go = (event: Event): void => {
    event.preventDefault();
    const to = routeOfInput(field.current?.value ?? '');
    if (to !== undefined) location.hash = hashOf(to);
  };
  return (
    <search>
      <form class="search" onSubmit={go}>
        <label class="offstage" for="search">
          Search
        </label>
        <input
          ref={field}
          id="search"
          type="search"
          name="q"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          maxLength={512}
          placeholder="package, sha256 or log index"
          aria-keyshortcuts="/"
        />
        <button type="submit">Find</button>
      </form>
    </search>
  );
}

function Content({ route }: { readonly route: Route }): JSX.Element {
  switch (route.page) {
    case 'log':
      return <LogPage />;
    case 'search':
      return <SearchPage text={route.text} />;
    case 'publication':
      return <PublicationPage purl={route.purl} />;
    case 'artifact':
      return <ArtifactPage sha256={route.sha256} />;
    case 'entry':
      return <EntryPage index={route.index} />;
    case 'builds':
      return <BuildsPage />;
    case 'build':
      return <BuildPage id={route.id} />;
    case 'nodes':
      return <NodesPage />;
    case 'use':
      return <UsePage />;
    case 'unknown':
      return (
        <>
          <Heading title="There is no such page" />
          <Notice tone="plain" title="The address leads nowhere">
            <p>
              <To route={{ page: 'log' }}>To the log</To>
            </p>
          </Notice>
        </>
      );
  }
}

/** An answer may have any shape: what cannot be shown takes its own page down, never the rest. */
function Shown({ route }: { readonly route: Route }): JSX.Element {
  const [error] = useErrorBoundary();
  return error === undefined ? (
    <Content route={route} />
  ) : (
    <>
      <Heading title="This cannot be shown" />
      <Notice tone="bad" title="The node gave an answer that has no meaning here">
        <p>{String(error)}</p>
      </Notice>
    </>
  );
}

/** What the node says about itself goes above everything else. */
function NodeTrouble(): JSX.Element | null {
  const { value, error } = useJson<{ readonly trouble?: string }>('status', STATUS_MS);
  if (error !== undefined && error.status === 0)
    return (
      <Notice tone="bad" title="The node does not answer">
        <p>What is shown may be old. The page goes on asking.</p>
      </Notice>
    );
  if (value?.trouble === undefined) return null;
  return (
    <Notice tone="warn" title={`The node says ${value.trouble}`}>
      <p>Until that is over it may give no answers; its log says more.</p>
    </Notice>
  );
}

function App(): JSX.Element {
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  const current = PARENT[route.page] ?? route.page;
  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        To the content
      </button>
      <header class="top">
        <div class="bar">
          <a class="brand" href="#/" aria-label="Pyrsia, to the log">
            <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
              <path d="M16 6 7 25M16 6l9 19M20.5 15.5 16 25" />
              <circle cx="16" cy="6" r="3.6" />
              <circle cx="7" cy="25" r="3.6" />
              <circle cx="16" cy="25" r="2.4" />
              <circle cx="25" cy="25" r="3.6" />
            </svg>
            Pyrsia
          </a>
          <nav aria-label="Pages">
            {NAVIGATION.map(([to, name]) => (
              <a
                key={name}
                href={hashOf(to)}
                {...(to.page === current ? { 'aria-current': to.page === route.page ? ('page' as const) : ('true' as const) } : {})}
              >
                {name}
              </a>
            ))}
          </nav>
        </div>
        <Search route={route} />
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        <NodeTrouble />
        <Shown key={hashOf(route)} route={route} />
      </main>
      <footer>
        <p>
          Served by the node at <code>{location.host}</code>. It asks nobody else. A page can only be as honest as the node that serves it:{' '}
          <a href={hashOf({ page: 'use' })}>verify with your own copy of the command line</a> what matters.
        </p>
      </footer>
    </>
  );
}

const place = document.getElementById('page');
if (place !== null) {
  place.replaceChildren();
  render(<App />, place);
}
