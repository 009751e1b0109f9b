/**
 * The tables, by Micronaut Data. Each query names the workspace that it is about, so that no id of another one is ever
 * read or changed. Lists are ordered by id and begin behind a given one, so that each page is one walk along an index.
 */
package dev.cdp.admin.repo;
