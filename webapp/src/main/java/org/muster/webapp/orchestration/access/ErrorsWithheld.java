package org.muster.webapp.orchestration.access;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** Keeps back what the engine writes about an error: names of its classes, and nothing that helps a person. */
final class ErrorsWithheld extends HttpServletResponseWrapper {
    private static final int FIRST_ERROR = 400;

    private boolean withheld;

    ErrorsWithheld(HttpServletResponse response) {
        super(response);
    }

    /** Whether the body of an error was kept back, so that there is none yet. */
    boolean withheld() {
        return withheld && !isCommitted();
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (getStatus() < FIRST_ERROR) {
            return super.getOutputStream();
        }
        withheld = true;
        return new Nowhere();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (getStatus() < FIRST_ERROR) {
            return super.getWriter();
        }
        withheld = true;
        return new PrintWriter(Writer.nullWriter());
    }

    @Override
    public void setContentLength(int length) {
        if (getStatus() < FIRST_ERROR) {
            super.setContentLength(length);
        }
    }

    @Override
    public void setContentLengthLong(long length) {
        if (getStatus() < FIRST_ERROR) {
            super.setContentLengthLong(length);
        }
    }

    @Override
    public void flushBuffer() throws IOException {
        if (!withheld) {
            super.flushBuffer();
        }
    }

    private static final class Nowhere extends ServletOutputStream {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("errors are short");
        }

        @Override
        public void write(int part) {
            // Nobody reads it.
        }
    }
}
