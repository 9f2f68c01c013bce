/* Private to load: faults of YAML's syntax in the words of the one who typed it. */
#ifndef TEKAN_LOAD_YAML_FAULTS_H
#define TEKAN_LOAD_YAML_FAULTS_H

#include "load/yaml.h"

/* Tells what is wrong with TEXT, where a reader SAID something of LINE and COLUMN (from 1, within it): what the lines
   there look like decides, then those words; what neither knows is told as YAML_SYNTAX. */
void yaml_fault_tell(const Yaml *yaml, const char *text, size_t length, const char *said, int line, int column);
/* KEY, which nobody knows, or a line where keys should be: told and true where a colon or a blank in it is the fault.
 */
bool yaml_fault_key(const Yaml *yaml, const char *key, Place place);
/* Whether there is nothing in it but comments. */
bool yaml_is_empty(const char *text, size_t length);

#endif
