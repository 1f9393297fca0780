namespace Chronos.Core.Policies;

/// <summary>A policy that cannot be used; the message lists everything that is wrong with it, each with its place.</summary>
public sealed class PolicyException(IReadOnlyList<string> errors)
    : Exception(string.Join(Environment.NewLine, errors))
{
    /// <summary>One line an error: where, and what is wrong.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
