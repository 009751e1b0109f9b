import { useAllDestinations } from './use-destinations'

/** The name of a destination; its id while that is not known. */
export function useDestinationName() {
  const { data } = useAllDestinations()
  return (id: string) =>
    data?.find((each) => each.id === id)?.name ?? (id === 'clickhouse' ? 'Built-in ClickHouse' : id)
}
