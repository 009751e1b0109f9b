/** Replays of the archive: asked for, followed, compared with the rows that stand, and put in their place. */
package dev.cdp.admin.reprocess;
