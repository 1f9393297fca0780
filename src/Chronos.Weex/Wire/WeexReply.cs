namespace Chronos.Weex.Wire;

/// <summary>What came of one attempt on the wire, before anybody asks what it means.</summary>
/// <param name="HttpStatus">0 when no whole head of an answer came.</param>
/// <param name="Body">The whole body; null when it did not come whole.</param>
/// <param name="WasWritten">False when it is certain that not one byte of the request left.</param>
/// <param name="Fault">Why there is no whole answer; empty when there is.</param>
/// <param name="RoundTripNanos">From before the first byte to the end, whichever end it was.</param>
internal readonly record struct WeexReply(int HttpStatus, byte[]? Body, bool WasWritten, string Fault, long RoundTripNanos);
