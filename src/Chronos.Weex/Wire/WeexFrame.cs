namespace Chronos.Weex.Wire;

/// <summary>One frame of a socket.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Push">There for a push.</param>
/// <param name="ReplyId">The id of the request a reply answers; empty where it says none.</param>
/// <param name="IsAccepted">False when a reply refuses.</param>
/// <param name="Message">Why it refuses.</param>
internal readonly record struct WeexFrame(
    WeexFrameKind Kind, WeexPush? Push = null, string ReplyId = "", bool IsAccepted = false, string Message = "");
