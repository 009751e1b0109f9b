/** Whether each part of the installation does its work, and what to do when it does not. Needs no running service. */
package dev.cdp.admin.doctor;
