package org.muster.sandbox.storage;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.catalina.Context;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.WebResourceSet;
import org.apache.catalina.webresources.DirResourceSet;
import org.apache.catalina.webresources.StandardRoot;

/**
 * Gives Tomcat's WebDAV servlet the storage tree as its files. Tomcat itself writes straight into the final file;
 * here an upload goes through {@link StorageTree}, so that a broken one leaves nothing behind.
 */
final class StorageResources extends StandardRoot {

    private final StorageTree tree;

    StorageResources(Context context, StorageTree tree) {
        super(context);
        this.tree = tree;
        setCachingAllowed(false);
    }

    @Override
    protected WebResourceSet createMainResourceSet() {
        return new Files(this, tree);
    }

    private static final class Files extends DirResourceSet {

        private final StorageTree tree;

        Files(WebResourceRoot root, StorageTree tree) {
            super(root, "/", tree.root().toString(), "/");
            this.tree = tree;
        }

        @Override
        public boolean write(String path, InputStream bytes, boolean overwrite) {
            checkPath(path);
            File target = path.endsWith("/") ? null : file(path, false);
            if (target == null) {
                return false;
            }
            try {
                return tree.write(target.toPath(), bytes) != StorageTree.Written.REFUSED;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
