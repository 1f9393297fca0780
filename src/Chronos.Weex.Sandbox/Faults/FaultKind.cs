namespace Chronos.Weex.Sandbox.Faults;

/// <summary>What can be made to go wrong. Wire names are in camel case.</summary>
internal enum FaultKind
{
    /// <summary>Waits <c>millis</c> before the request is looked at.</summary>
    Delay,

    /// <summary>Does what was asked, answers <c>millis</c> later.</summary>
    DelayAnswer,

    /// <summary>Does what was asked and never answers.</summary>
    DropAnswer,

    /// <summary>Ends the connection before anything is done.</summary>
    CloseBefore,

    /// <summary>Resets the connection before anything is done.</summary>
    ResetBefore,

    /// <summary>Does what was asked, then ends the connection.</summary>
    CloseAfter,

    /// <summary>Does what was asked, then resets the connection.</summary>
    ResetAfter,

    /// <summary>Does what was asked, sends half the body, ends the connection.</summary>
    CloseMidBody,

    /// <summary>Does what was asked, sends half the body, resets the connection.</summary>
    ResetMidBody,

    /// <summary>Takes the request, does nothing and never answers.</summary>
    HalfOpen,

    /// <summary>Answers 429 and does nothing.</summary>
    TooManyRequests,

    /// <summary>Answers <c>status</c> (500) and does nothing.</summary>
    ServerError,

    /// <summary>Answers a page of HTML with <c>status</c> (200) and does nothing.</summary>
    HtmlPage,

    /// <summary>Answers 307 to <c>location</c> and does nothing.</summary>
    Redirect,

    /// <summary>Answers 404 and does nothing.</summary>
    NotFound,

    /// <summary>Answers a list as if nothing were in it.</summary>
    MissingPage,

    /// <summary>Answers lists as they were <c>seconds</c> ago.</summary>
    StaleLists,

    /// <summary>Refuses orders with <c>code</c> and <c>message</c>, <c>as</c> http or success.</summary>
    RejectOrders,

    /// <summary>Fills orders in the quantities <c>fills</c>, and what is left not before the next quote.</summary>
    PartialFill,

    /// <summary>Sends the body at <c>bytesPerSecond</c>.</summary>
    SlowBody,

    /// <summary>Ends the socket in place of a push.</summary>
    DisconnectSocket,

    /// <summary>Sends a push twice.</summary>
    DuplicatePush,

    /// <summary>Sends a push after the one that follows it.</summary>
    ReorderPush,

    /// <summary>Leaves a push out.</summary>
    WithholdPush,

    /// <summary>Leaves a depth delta out, so that the chain breaks.</summary>
    DepthGap,

    /// <summary>Accepts a socket and says nothing on it, whatever comes.</summary>
    DeafSocket,
}
