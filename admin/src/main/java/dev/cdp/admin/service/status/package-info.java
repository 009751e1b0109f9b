/** How the installation is: the checks of the doctor, and how far behind the jobs are. */
package dev.cdp.admin.service.status;
