import { javascript } from '@codemirror/lang-javascript'
import { unifiedMergeView } from '@codemirror/merge'
import CodeMirror, { EditorView } from '@uiw/react-codemirror'
import { useMemo } from 'react'
import { useDark } from '@/stores/theme'
import { editorTheme } from './theme'

/** What is different between two texts, in one column. */
export function DiffView({ before, after, label }: { before: string; after: string; label: string }) {
  const dark = useDark()
  const extensions = useMemo(
    () => [
      javascript(),
      unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged: { margin: 3, minSize: 6 } }),
      EditorView.contentAttributes.of({ 'aria-label': label }),
      EditorView.lineWrapping,
    ],
    [before, label],
  )
  return (
    <CodeMirror
      key={before}
      value={after}
      readOnly
      maxHeight="50vh"
      theme={editorTheme(dark)}
      extensions={extensions}
      className="min-w-0 overflow-hidden rounded-lg border text-[13px]"
    />
  )
}
