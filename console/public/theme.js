// Sets the theme that was chosen, or the system's, before the page is drawn. See src/stores/theme.ts.
;(function () {
  let chosen = 'system'
  try {
    chosen = JSON.parse(localStorage.getItem('cdp-theme') || '{}').state?.theme || 'system'
  } catch {
    // Storage is off or holds nonsense: the system's theme.
  }
  const dark = chosen === 'dark' || (chosen === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.classList.toggle('dark', dark)
})()
