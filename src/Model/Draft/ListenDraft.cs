using Weir.Language.Source;
using Weir.Language.Values;

namespace Weir.Model.Draft;

/// <summary>An address to listen on, how, and the line that has it.</summary>
internal sealed record ListenDraft(AddressRange Range, BindDraft Words, ConfigLine Line);

/// <summary>A proxy that a line names before or after that proxy is written.</summary>
internal sealed record ProxyReference(string Name, ConfigLine Line);
