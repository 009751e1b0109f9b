import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const COLORS = {
  light: {
    keyword: '#6d28d9',
    string: '#15663a',
    number: '#9a3412',
    comment: '#5b616e',
    name: '#1d4ed8',
    type: '#0e7490',
  },
  dark: {
    keyword: '#c4b5fd',
    string: '#86efac',
    number: '#fdba74',
    comment: '#a1a7b3',
    name: '#93c5fd',
    type: '#67e8f9',
  },
}

function make(theme: 'light' | 'dark') {
  const color = COLORS[theme]
  const selection = theme === 'dark' ? '#4338ca88' : '#c7d2fe'
  return [
    EditorView.theme(
      {
        '&': { backgroundColor: 'var(--card)', color: 'var(--card-foreground)' },
        '&.cm-focused': { outline: 'none' },
        '.cm-content': { caretColor: 'var(--foreground)' },
        '.cm-cursor': { borderLeftColor: 'var(--foreground)' },
        '&.cm-focused .cm-selectionBackground, .cm-selectionBackground, ::selection': {
          backgroundColor: `${selection} !important`,
        },
        '.cm-activeLine, .cm-activeLineGutter': {
          backgroundColor: 'color-mix(in oklab, var(--muted) 60%, transparent)',
        },
        '.cm-gutters': { backgroundColor: 'var(--card)', color: 'var(--muted-foreground)', border: 'none' },
        '.cm-tooltip': {
          backgroundColor: 'var(--popover)',
          color: 'var(--popover-foreground)',
          border: '1px solid var(--border)',
        },
        '.cm-tooltip-autocomplete ul li[aria-selected]': {
          backgroundColor: 'var(--accent)',
          color: 'var(--accent-foreground)',
        },
      },
      { dark: theme === 'dark' },
    ),
    syntaxHighlighting(
      HighlightStyle.define([
        { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: color.keyword },
        { tag: [tags.string, tags.special(tags.string), tags.regexp], color: color.string },
        { tag: [tags.number, tags.bool, tags.null], color: color.number },
        { tag: tags.comment, color: color.comment, fontStyle: 'italic' },
        { tag: [tags.function(tags.variableName), tags.propertyName], color: color.name },
        { tag: [tags.typeName, tags.className], color: color.type },
      ]),
    ),
  ]
}

const THEMES = { light: make('light'), dark: make('dark') }

/** The editor's colors, which are the page's. */
export function editorTheme(dark: boolean) {
  return THEMES[dark ? 'dark' : 'light']
}
