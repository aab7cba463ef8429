using System;
using Weir.Ground.Net;
using Weir.Language.Source;

namespace Weir.Main.Startup;

/// <summary>
/// What a configuration needs besides its own text: of this machine, or as it was found before.
/// </summary>
/// <param name="Resolve">The address of a host name, or null.</param>
/// <param name="ReadFile">The content of a file that a line names.</param>
/// <param name="NamesAccounts">Users and groups are looked up.</param>
internal sealed record Outside(
    Func<string, IpEndpoint?> Resolve, Func<string, FileText> ReadFile, bool NamesAccounts);
