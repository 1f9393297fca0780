namespace Chronos.Weex.Sandbox.Rest;

/// <summary>One request as it came.</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="Time">Venue time.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Without the query.</param>
/// <param name="Query">As sent, without the question mark.</param>
/// <param name="Body">As sent.</param>
internal sealed record RequestEntry(long Number, long Time, string Method, string Path, string Query, string Body)
{
    /// <summary>HTTP status of what was done; 0 when nothing was done. What reached the client may be less.</summary>
    public int Status { get; set; }
}
