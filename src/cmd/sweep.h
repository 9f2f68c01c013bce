/* Removes a folder of ours with all that is in it; links are removed, not followed. */
#ifndef TEKAN_CMD_SWEEP_H
#define TEKAN_CMD_SWEEP_H

void sweep_folder(const char *path);

#endif
