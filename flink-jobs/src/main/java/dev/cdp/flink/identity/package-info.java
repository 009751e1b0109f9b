/** Earlier events get the user whom a later link names, and lose one that is taken back: in the rows of a destination. */
package dev.cdp.flink.identity;
