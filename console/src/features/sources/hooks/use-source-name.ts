import { useAllSources } from './use-sources'

/** The name of a source; its id while that is not known. */
export function useSourceName() {
  const { data } = useAllSources()
  return (id: string) => data?.find((each) => each.id === id)?.name ?? id
}
