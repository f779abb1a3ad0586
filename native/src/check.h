/* `nsexec check`: what this host allows, found by trying, as JSON. */
#ifndef NSEXEC_CHECK_H
#define NSEXEC_CHECK_H

int check_run(void);

#endif
