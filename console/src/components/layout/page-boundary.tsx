import { Component, type ReactNode } from 'react'
import { ErrorState } from '../error-state'

/** A page that fails to draw says so, and leaves the rest of the console in use. */
export class PageBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  state = { error: undefined as unknown }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  render() {
    if (this.state.error === undefined) return this.props.children
    // A part of the page that is not there any more: the console was built anew meanwhile. A reload gets the new one.
    return <ErrorState error={this.state.error} retry={() => window.location.reload()} />
  }
}
