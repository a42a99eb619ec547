package mnist.cli;

/** A test program: says that it is ready, waits for a request to stop, and heeds it; or, told to be deaf, does not. */
final class SignalledProgram {
    private SignalledProgram() {}

    public static void main(String[] args) throws InterruptedException {
        boolean deaf = args.length > 0;
        int code;
        try (StopRequest request = new StopRequest()) {
            System.out.println("ready");
            boolean told = false;
            while (deaf || !request.isMade()) {
                if (request.isMade() && !told) {
                    told = true;
                    System.out.println("heard");
                }
                Thread.sleep(2);
            }
            System.out.println("saved");
            code = request.exitCode();
        }
        System.exit(code);
    }
}
