namespace Chronos.Weex.Wire;

/// <summary>One request, before it is signed.</summary>
/// <param name="Product">Which host.</param>
/// <param name="Method">GET, POST or DELETE.</param>
/// <param name="Target">Path and query, as signed and sent.</param>
/// <param name="Body">As signed and sent; empty for none.</param>
/// <param name="IsSigned">False for public calls.</param>
/// <param name="Timeout">From before the first byte to after the last.</param>
internal readonly record struct WeexRequest(
    WeexProduct Product, HttpMethod Method, string Target, ReadOnlyMemory<byte> Body, bool IsSigned, TimeSpan Timeout);
