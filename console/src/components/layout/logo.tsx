export function Logo() {
  return (
    <span className="flex items-center gap-2 font-semibold">
      <img src="/icon.svg" alt="" className="size-6" /> CDP ingest
    </span>
  )
}
