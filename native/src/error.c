#include "error.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool error_set(struct error *error, int number, const char *format, ...)
{
	va_list arguments;

	error->fault = FAULT_OWN;
	error->number = number;
	va_start(arguments, format);
	vsnprintf(error->text, sizeof(error->text), format, arguments);
	va_end(arguments);
	return false;
}

bool error_peer_gone(struct error *error, const char *who)
{
	error_set(error, 0, "%s is gone", who);
	error->fault = FAULT_PEER_GONE;
	return false;
}

bool error_wrap(struct error *error, const char *format, ...)
{
	char context[512];
	char whole[sizeof(context) + sizeof(error->text) + 2];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(context, sizeof(context), format, arguments);
	va_end(arguments);
	snprintf(whole, sizeof(whole), "%s: %s", context, error->text);
	whole[sizeof(error->text) - 1] = '\0';
	memcpy(error->text, whole, sizeof(error->text));
	return false;
}

struct name {
	int number;
	const char *name;
};

#define NAME(number) { number, #number }

static const struct name errno_names[] = {
	NAME(EPERM),	    NAME(ENOENT),      NAME(ESRCH),	   NAME(EINTR),	       NAME(EIO),
	NAME(ENXIO),	    NAME(E2BIG),       NAME(ENOEXEC),	   NAME(EBADF),	       NAME(ECHILD),
	NAME(EAGAIN),	    NAME(ENOMEM),      NAME(EACCES),	   NAME(EFAULT),       NAME(EBUSY),
	NAME(EEXIST),	    NAME(EXDEV),       NAME(ENODEV),	   NAME(ENOTDIR),      NAME(EISDIR),
	NAME(EINVAL),	    NAME(ENFILE),      NAME(EMFILE),	   NAME(ENOTTY),       NAME(ETXTBSY),
	NAME(EFBIG),	    NAME(ENOSPC),      NAME(ESPIPE),	   NAME(EROFS),	       NAME(EPIPE),
	NAME(ERANGE),	    NAME(ENAMETOOLONG), NAME(ENOSYS),	   NAME(ELOOP),	       NAME(EOVERFLOW),
	NAME(EUSERS),	    NAME(ENOTSOCK),    NAME(EMSGSIZE),	   NAME(EPROTO),       NAME(EOPNOTSUPP),
	NAME(ECONNRESET),   NAME(ENOBUFS),     NAME(ENOTCONN),	   NAME(ETIMEDOUT),    NAME(ECONNREFUSED),
	NAME(EALREADY),	    NAME(ESTALE),      NAME(EDQUOT),	   NAME(ECANCELED),    NAME(ELIBBAD),
};

static const struct name signal_names[] = {
	NAME(SIGHUP),  NAME(SIGINT),  NAME(SIGQUIT), NAME(SIGILL),    NAME(SIGTRAP), NAME(SIGABRT), NAME(SIGBUS),
	NAME(SIGFPE),  NAME(SIGKILL), NAME(SIGUSR1), NAME(SIGSEGV),   NAME(SIGUSR2), NAME(SIGPIPE), NAME(SIGALRM),
	NAME(SIGTERM), NAME(SIGCHLD), NAME(SIGCONT), NAME(SIGSTOP),   NAME(SIGTSTP), NAME(SIGTTIN), NAME(SIGTTOU),
	NAME(SIGURG),  NAME(SIGXCPU), NAME(SIGXFSZ), NAME(SIGVTALRM), NAME(SIGPROF), NAME(SIGWINCH), NAME(SIGIO),
	NAME(SIGPWR),  NAME(SIGSYS),
};

static const char *name_of(const struct name *names, size_t count, int number)
{
	for (size_t i = 0; i < count; i++)
		if (names[i].number == number)
			return names[i].name;
	return NULL;
}

const char *errno_name(int number)
{
	static char unnamed[32];
	const char *name = name_of(errno_names, sizeof(errno_names) / sizeof(errno_names[0]), number);

	if (name != NULL)
		return name;
	snprintf(unnamed, sizeof(unnamed), "errno %d", number);
	return unnamed;
}

const char *signal_name(int number)
{
	static char unnamed[32];
	const char *name = name_of(signal_names, sizeof(signal_names) / sizeof(signal_names[0]), number);

	if (name != NULL)
		return name;
	snprintf(unnamed, sizeof(unnamed), "signal %d", number);
	return unnamed;
}
