using Chronos.Core.Commands;

namespace Chronos.Host;

/// <summary>Commands as words of the command line and of the API: <c>clear-breaker</c> and its like.</summary>
internal static class CommandWord
{
    /// <summary>The word of an action.</summary>
    public static string Of(CommandAction action) => string.Concat(action.ToString().Select(
        (c, i) => i > 0 && char.IsUpper(c) ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
}
