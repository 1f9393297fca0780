namespace Chronos.Weex.Wire;

/// <summary>
/// Credentials were refused. The message names the file or variable and the field, and never repeats what it says.
/// </summary>
public sealed class WeexCredentialsException : Exception
{
    /// <summary>A refusal with its reason and, where another exception led to it, that one.</summary>
    public WeexCredentialsException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
