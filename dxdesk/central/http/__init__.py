"""The receiving end on the network: routes, bodies, refusals, description, and the server itself."""
