/** What crosses a process boundary: see {@code collector/contract/README.md}. */
package dev.cdp.contract;
