/* The proof, once; `tekan watch` makes it again and again. */
#ifndef TEKAN_CMD_PROOF_H
#define TEKAN_CMD_PROOF_H

#include "cmd/call.h"

int proof_make(const Call *call, const char *dir); /* exit status */

#endif
