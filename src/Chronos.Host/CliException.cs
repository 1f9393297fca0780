namespace Chronos.Host;

/// <summary>Ends a verb: the message goes to stderr, the code to the caller.</summary>
internal sealed class CliException(int exitCode, string message) : Exception(message)
{
    /// <summary>See <see cref="Host.ExitCode"/>.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>Wrong usage or input; the message says what and where.</summary>
    public static CliException Input(string message) => new(Host.ExitCode.Usage, message);
}
