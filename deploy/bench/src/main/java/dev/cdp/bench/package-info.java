/** Figures: see README.md of this folder. */
package dev.cdp.bench;
