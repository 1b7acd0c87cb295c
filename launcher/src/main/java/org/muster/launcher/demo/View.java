package org.muster.launcher.demo;

/** What the person at the terminal sees of the demo. */
interface View {
    /** The campaign as it is now. */
    void scene(Scene scene);

    /** Something that happened, said once. */
    void note(String sentence);

    /** Nothing more comes. */
    void end();
}
