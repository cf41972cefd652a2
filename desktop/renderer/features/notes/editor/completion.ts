/**
 * The lists that open at the caret: `/` for blocks, `@` for people and roles, `#` for messages. What is in them is
 * the page's to say; here is when one is open, what is chosen and what becomes of it.
 */
import { Extension } from '@tiptap/core';
import { isChangeOrigin } from '@tiptap/extension-collaboration';
import { PluginKey } from '@tiptap/pm/state';
import { Suggestion, type SuggestionProps } from '@tiptap/suggestion';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** One thing that can be chosen; `insert` takes the place of what was typed, else `run` follows its removal. */
export type Choice = {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
  readonly keys?: string;
  readonly icon?: import('lucide-react').LucideIcon;
  readonly person?: { readonly name: string; readonly colour: import('@maru/sync-core').PaletteColour };
  readonly insert?: { readonly type: string; readonly attrs: Record<string, string | null> };
  readonly run?: (editor: import('@tiptap/core').Editor) => void;
};

export type CompletionKind = 'blocks' | 'people' | 'messages';
export type CompletionState = {
  readonly kind: CompletionKind;
  readonly choices: readonly Choice[];
  readonly loading: boolean;
  readonly active: number;
  readonly rect: DOMRect | null;
  readonly take: (choice: Choice) => void;
} | null;

export type CompletionStore = StoreApi<{ readonly open: CompletionState }>;
export const createCompletionStore = (): CompletionStore => createStore(() => ({ open: null }));

export type CompletionOptions = {
  readonly store: CompletionStore;
  readonly choices: (kind: CompletionKind, query: string, signal: AbortSignal) => Promise<readonly Choice[]>;
};

const triggers = [
  { kind: 'blocks', char: '/', key: new PluginKey('complete-blocks') },
  { kind: 'people', char: '@', key: new PluginKey('complete-people') },
  { kind: 'messages', char: '#', key: new PluginKey('complete-messages') },
] as const;

const renderInto = (kind: CompletionKind, store: CompletionStore) => () => {
  const show = (props: SuggestionProps<Choice, Choice>, active: number): void =>
    store.setState({
      open: {
        kind,
        choices: props.items,
        loading: props.loading,
        active: Math.min(active, Math.max(0, props.items.length - 1)),
        rect: props.clientRect?.() ?? null,
        take: props.command,
      },
    });
  return {
    onStart: (props: SuggestionProps<Choice, Choice>) => show(props, 0),
    onUpdate: (props: SuggestionProps<Choice, Choice>) => show(props, 0),
    onExit: () => store.setState({ open: null }),
    onKeyDown: ({ event }: { event: KeyboardEvent }): boolean => {
      const { open } = store.getState();
      if (!open || open.choices.length === 0 || event.isComposing) return false;
      const move = (by: number): true => {
        const count = open.choices.length;
        store.setState({ open: { ...open, active: (open.active + by + count) % count } });
        return true;
      };
      if (event.key === 'ArrowDown') return move(1);
      if (event.key === 'ArrowUp') return move(-1);
      if (event.key !== 'Enter' && event.key !== 'Tab') return false;
      const choice = open.choices[open.active];
      if (choice) open.take(choice);
      return true;
    },
  };
};

export const Completion = Extension.create<CompletionOptions>({
  name: 'completion',
  addOptions: () => ({ store: createCompletionStore(), choices: async () => [] }),
  addProseMirrorPlugins() {
    const { store, choices } = this.options;
    return triggers.map(({ kind, char, key }) =>
      Suggestion<Choice, Choice>({
        editor: this.editor,
        pluginKey: key,
        char,
        decorationTag: 'span',
        allow: ({ state }) => !state.selection.$from.parent.type.spec.code,
        shouldShow: ({ transaction }) => !isChangeOrigin(transaction),
        items: async ({ query, signal }) => [...(await choices(kind, query, signal))],
        command: ({ editor, range, props }) => {
          const chain = editor.chain().focus().deleteRange(range);
          if (props.insert) chain.insertContent([props.insert, { type: 'text', text: ' ' }]).run();
          else {
            chain.run();
            props.run?.(editor);
          }
        },
        render: renderInto(kind, store),
      }),
    );
  },
});
