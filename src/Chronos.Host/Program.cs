using System.Runtime.InteropServices;

namespace Chronos.Host;

/// <summary>The process: standard streams, and signals that end a running verb in order.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        return await ChronosCli.RunAsync(args, Console.Out, Console.Error, stop.Token).ConfigureAwait(false);

        void OnSignal(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }
}
