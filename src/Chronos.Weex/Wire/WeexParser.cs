namespace Chronos.Weex.Wire;

/// <summary>Reads a whole answer.</summary>
/// <exception cref="WeexFormatException">It is not what the protocol says.</exception>
internal delegate T WeexParser<out T>(ReadOnlySpan<byte> body);
