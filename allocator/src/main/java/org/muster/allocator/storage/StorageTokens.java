package org.muster.allocator.storage;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.StageRef;

/** Where the tokens come from. A token that is not to be had is an empty text: a job goes on, and says what it could not read. */
public interface StorageTokens extends AutoCloseable {
    /** To read the inputs of a stage for as long as one of its jobs may run. */
    String toRead(StageRef stage, Collection<StoragePath> directories, Duration wallTime);

    /** To put a job's outputs where they are to go, by their names, and to look at them there. */
    List<UploadToken> toWrite(JobsubId job, Map<String, List<StoragePath>> places);

    /** To delete these files: as many of them, from the first on, as one token can name. */
    FilesToken toClear(List<List<StoragePath>> files);

    /** To look at these files: as many of them, from the first on, as one token can name. */
    FilesToken toLookAt(List<StoragePath> files);

    /** A token and the outputs, by name, that it is good for. */
    record UploadToken(String token, List<String> outputs) {
        public UploadToken {
            outputs = List.copyOf(outputs);
        }

        @Override
        public String toString() {
            return "UploadToken" + outputs;
        }
    }

    /** @param files how many of those asked for it is good for */
    record FilesToken(String token, int files) {
        @Override
        public String toString() {
            return "FilesToken[" + files + "]";
        }
    }

    @Override
    void close();
}
